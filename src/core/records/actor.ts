// Who does something: a member of the organisation, in person or through an API key.

export type Actor = {
  /** The member's number: what history and inputs keep. */
  readonly id: number;
  /** The member's id outside: what owner and created_by hold. */
  readonly publicId: string;
};
