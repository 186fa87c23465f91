import type { Drawing, Picture } from '../../core/design/diagram/drawing.ts';
import { drawPicture } from './draw.ts';

/** What the drawing thread runs for each task. */
export default (drawing: Drawing): Promise<Picture> => drawPicture(drawing);
