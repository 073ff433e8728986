// Where each follow-up stands on the canvas: top to bottom, in the order of the draft.
import { graphlib, layout } from '@dagrejs/dagre';
import type { CadenceFile, FileFollowUp } from '#core/cadence/file.ts';
import { childrenOf } from '#web/features/cadences/builder/draft.ts';

export const START = ':start';
export const EMPTY = ':empty';

/** In pixels at full size; the styles of the nodes keep to it. */
export const followUpSize = { width: 264, height: 118 };
export const startSize = { width: 264, height: 84 };
export const emptySize = { width: 360, height: 248 };

const GAP_ACROSS = 36;
const GAP_DOWN = 58;

export type Placed = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Null: the start, or the offer to begin. */
  readonly followUp: FileFollowUp | null;
};

export type Drawing = {
  readonly nodes: readonly Placed[];
  readonly edges: readonly { readonly from: string; readonly to: FileFollowUp | null }[];
};

type Size = { readonly width: number; readonly height: number };

export function drawingOf(file: CadenceFile): Drawing {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: GAP_ACROSS, ranksep: GAP_DOWN });
  graph.setDefaultEdgeLabel(() => ({}));
  const followUps = new Map<string, FileFollowUp>();
  const edges: { from: string; to: FileFollowUp | null }[] = [];
  const draw = (from: string, followUp: FileFollowUp): void => {
    followUps.set(followUp.id, followUp);
    graph.setNode(followUp.id, { ...followUpSize });
    graph.setEdge(from, followUp.id);
    edges.push({ from, to: followUp });
    for (const child of childrenOf(followUp)) draw(followUp.id, child);
  };
  graph.setNode(START, { ...startSize });
  for (const first of file.followUps) draw(START, first);
  if (file.followUps.length === 0) {
    graph.setNode(EMPTY, { ...emptySize });
    graph.setEdge(START, EMPTY);
    edges.push({ from: START, to: null });
  }
  layout(graph, { constraints: orderOf(file) });
  const nodes = graph.nodes().map((id) => {
    const { x, y, width, height } = graph.node(id) as Size & { readonly x: number; readonly y: number };
    return { id, x: x - width / 2, y: y - height / 2, width, height, followUp: followUps.get(id) ?? null };
  });
  return { nodes, edges };
}

/** Left to right in each row: dagre would put them in any order. */
function orderOf(file: CadenceFile): { left: string; right: string }[] {
  const order: { left: string; right: string }[] = [];
  for (let row = file.followUps; row.length > 0; row = row.flatMap(childrenOf)) {
    for (const [index, { id }] of row.entries()) {
      const next = row[index + 1];
      if (next !== undefined) order.push({ left: id, right: next.id });
    }
  }
  return order;
}
