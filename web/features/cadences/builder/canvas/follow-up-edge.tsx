import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import type { FileFollowUp } from '#core/cadence/file.ts';
import { AddFollowUp } from '#web/features/cadences/builder/add-follow-up.tsx';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import classes from '#web/features/cadences/builder/canvas/canvas.module.css';

/** `below` null: it leads to the offer to begin. */
export type FollowUpEdgeType = Edge<{ readonly below: FileFollowUp | null }, 'followUp'>;

const ABOVE_PX = 17;

/** A line with a small plus on it, to put something in between. */
export function FollowUpEdge({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<FollowUpEdgeType>) {
  const { mayEdit } = useBuilder();
  const [path] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, borderRadius: 12 });
  const below = data?.below ?? null;
  return (
    <>
      <BaseEdge path={path} className={classes['edge'] ?? ''} />
      {mayEdit && below !== null ? (
        <EdgeLabelRenderer>
          <div
            className={classes['between']}
            style={{ transform: `translate(-50%, -50%) translate(${targetX}px, ${targetY - ABOVE_PX}px)` }}
          >
            <AddFollowUp where={{ kind: 'above', of: below }} variant="default" radius="xl" size={18} tabIndex={-1} />
          </div>
        </EdgeLabelRenderer>
      ) : null}
    </>
  );
}
