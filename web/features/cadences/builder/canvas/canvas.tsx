// The tree of follow-ups as a drawing. Arrow keys walk it; moving and zooming are the mouse's, or the buttons'.
import { useReducedMotion } from '@mantine/hooks';
import {
  Background,
  type EdgeTypes,
  type NodeTypes,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useEffect, useEffectEvent, useMemo } from 'react';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import classes from '#web/features/cadences/builder/canvas/canvas.module.css';
import { CanvasControls } from '#web/features/cadences/builder/canvas/canvas-controls.tsx';
import { FollowUpEdge, type FollowUpEdgeType } from '#web/features/cadences/builder/canvas/follow-up-edge.tsx';
import { FollowUpNode } from '#web/features/cadences/builder/canvas/follow-up-node.tsx';
import { drawingOf, EMPTY, type Placed, START } from '#web/features/cadences/builder/canvas/layout.ts';
import { EmptyNode, StartNode } from '#web/features/cadences/builder/canvas/start-node.tsx';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useWords } from '#web/i18n/words.ts';

const nodeTypes: NodeTypes = { followUp: FollowUpNode, start: StartNode, empty: EmptyNode };
const edgeTypes: EdgeTypes = { followUp: FollowUpEdge };

export function Canvas() {
  return (
    <ReactFlowProvider>
      <Tree />
    </ReactFlowProvider>
  );
}

function Tree() {
  const { t } = useWords(builderWords);
  const { draft } = useBuilder();
  const drawing = useMemo(() => drawingOf(draft.file), [draft.file]);
  const nodes = useMemo(() => drawing.nodes.map(nodeOf), [drawing]);
  const edges = useMemo(
    () =>
      drawing.edges.map(
        ({ from, to }): FollowUpEdgeType => ({
          id: `${from} ${to?.id ?? EMPTY}`,
          type: 'followUp',
          source: from,
          target: to?.id ?? EMPTY,
          data: { below: to },
        }),
      ),
    [drawing],
  );
  useInSight(drawing.nodes);
  return (
    <ReactFlow
      className={classes['canvas'] ?? ''}
      aria-label={t('followUps')}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      panOnScroll
      zoomOnDoubleClick={false}
      minZoom={0.2}
      maxZoom={1.5}
      fitView
      fitViewOptions={fitting}
      proOptions={{ hideAttribution: true }}
    >
      <Background gap={20} color="var(--line)" />
      <CanvasControls fitting={fitting} />
    </ReactFlow>
  );
}

const fitting = { padding: 0.15, maxZoom: 1 };

function nodeOf({ id, x, y, width, height, followUp }: Placed) {
  const type = id === START ? 'start' : followUp === null ? 'empty' : 'followUp';
  return {
    id,
    type,
    position: { x, y },
    width,
    height,
    data: { followUp },
    handles: [
      { type: 'target' as const, position: Position.Top, x: width / 2, y: 0 },
      { type: 'source' as const, position: Position.Bottom, x: width / 2, y: height },
    ],
  };
}

const MARGIN_PX = 48;
const MOVE_MS = 250;

/** What is opened from elsewhere comes into sight. */
function useInSight(nodes: readonly Placed[]): void {
  const { selected } = useBuilder();
  const { getViewport, setViewport } = useReactFlow();
  const store = useStoreApi();
  const isCalm = useReducedMotion();
  const show = useEffectEvent(() => {
    const node = nodes.find(({ id }) => id === selected);
    const { width, height } = store.getState();
    if (node === undefined || width === 0) return;
    const { x, y, zoom } = getViewport();
    const across = shiftInto(width, node.x * zoom + x, node.width * zoom);
    const down = shiftInto(height, node.y * zoom + y, node.height * zoom);
    if (across === 0 && down === 0) return;
    void setViewport({ x: x + across, y: y + down, zoom }, { duration: isCalm ? 0 : MOVE_MS });
  });
  const isDrawn = nodes.some(({ id }) => id === selected);
  useEffect(() => {
    if (isDrawn) show();
  }, [selected, isDrawn]);
}

/** How far something has to move to be seen whole, with room around it, in pixels of the screen. */
function shiftInto(room: number, from: number, size: number): number {
  const least = MARGIN_PX - from;
  const most = room - MARGIN_PX - size - from;
  if (least > 0 || most < least) return least;
  return Math.min(0, most);
}
