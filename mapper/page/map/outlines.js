// The map under the pins, drawn on canvas tiles from the numbers that mapper/draw/basemap.py writes.

import { colour } from "../core/colours.js";
import { data } from "../core/language.js";
import { lineReader } from "../core/lines.js";

/** A Leaflet layer of these outlines: { scale, layers: [{ layer, zoom, lines }] }. */
function outlinesLayer(outlines) {
  /** Web Mercator as Leaflet has it, the world being 1 wide. */
  function project(lon, lat) {
    const sine = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
    return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
  }
  /** The shapes of one layer: paths to fill and to stroke, which `pen` draws, and the box they lie in, in projected units. */
  function unpack(text, scale, closed, pen = () => /** @type {any} */ (new Path2D())) {
    const { more, next, step } = lineReader(text);
    const shapes = [];
    let lon = 0;
    let lat = 0;
    while (more()) {
      const head = next();
      const hole = head & 1;
      if (!hole) shapes.push({ fill: pen(), stroke: pen(), west: 2, north: 2, east: -1, south: -1 });
      const shape = shapes[shapes.length - 1];
      let edge = true; // the last point lies on the edge of the map, where no coast is
      let first;
      const draw = (x, y, onEdge) => {
        if (!(edge && onEdge)) shape.stroke.lineTo(x, y);
        else shape.stroke.moveTo(x, y);
        edge = onEdge;
      };
      for (let count = head >> 1; count > 0; count--) {
        lon += step();
        lat += step();
        const [x, y] = project(lon / scale, lat / scale);
        const onEdge = closed && (Math.abs(lon) >= 180 * scale || lat <= -85 * scale);
        if (first) {
          shape.fill.lineTo(x, y);
          draw(x, y, onEdge);
        } else {
          first = [x, y, onEdge];
          shape.fill.moveTo(x, y);
          shape.stroke.moveTo(x, y);
          edge = onEdge;
        }
        shape.west = Math.min(shape.west, x);
        shape.east = Math.max(shape.east, x);
        shape.north = Math.min(shape.north, y);
        shape.south = Math.max(shape.south, y);
      }
      if (closed) {
        shape.fill.closePath();
        draw(...first);
      }
    }
    return shapes;
  }
  const STYLES = {
    land: { fill: "--map-land", stroke: "--map-coast", width: 0.8 },
    "shore-water": { fill: "--map-water" },
    "shore-land": { fill: "--map-land" },
    coast: { stroke: "--map-coast", width: 0.8 },
    urban: { fill: "--map-urban" },
    lakes: { fill: "--map-water", stroke: "--map-coast", width: 0.6 },
    rivers: { stroke: "--map-river", width: 1, grows: 0.3 },
    admin1: { stroke: "--map-region", width: 0.8 },
    disputed: { stroke: "--map-border", width: 1.1, dash: [4, 3] },
    borders: { stroke: "--map-border", width: 1.1 },
    highway: { stroke: "--map-road", width: 1.2, grows: 0.25 },
    main: { stroke: "--map-road", width: 0.9, grows: 0.2 },
    rail: { stroke: "--map-rail", width: 1, dash: [6, 2] },
    road: { stroke: "--map-road", width: 0.7, grows: 0.2 },
    street: { stroke: "--map-road", width: 0.6 },
  };
  // Unpacked when they are first drawn: of the finest there is no need on a map of the world.
  const unpacked = (layer, scale) => ({
    ...STYLES[layer.layer],
    layer: layer.layer,
    zoom: layer.zoom,
    closed: "fill" in STYLES[layer.layer],
    lines: layer.lines,
    scale,
    unpacked: null,
    get shapes() {
      this.unpacked ||= unpack(this.lines, scale, this.closed);
      return this.unpacked;
    },
  });
  const layers = outlines.layers.map((layer) => unpacked(layer, outlines.scale));
  const widthAt = (layer, zoom) => (layer.grows ? Math.min(2.2, layer.width + layer.grows * (zoom - layer.zoom)) : layer.width);
  const Outlines = L.GridLayer.extend({
    /** What `pen` makes of the shapes that lie in a box of projected units: [{ style, width, shapes }], the lowest first. */
    shapesIn({ west, north, east, south }, zoom, pen) {
      const inside = (shape) => shape.east >= west && shape.west <= east && shape.south >= north && shape.north <= south;
      return layers.filter((layer) => zoom >= layer.zoom).map((layer) => ({
        style: layer,
        width: widthAt(layer, zoom),
        shapes: unpack(layer.lines, layer.scale, layer.closed, pen).filter(inside),
      }));
    },
    /** More lines on top of all, on a grid of their own. */
    add(more, scale) {
      layers.push(...more.map((layer) => unpacked(layer, scale)));
      this.redraw();
    },
    /** Ground that lies over the land and under all else. */
    addGround(more, scale) {
      layers.splice(layers.findLastIndex(({ layer }) => layer === "land") + 1, 0, ...more.map((layer) => unpacked(layer, scale)));
      this.redraw();
    },
    /** The shapes that are land, as they are drawn. */
    lands: () => layers.filter(({ layer }) => layer === "land").flatMap((layer) => layer.shapes),

    createTile(coords) {
      const size = this.getTileSize().x;
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      const tile = document.createElement("canvas");
      tile.width = tile.height = size * ratio;
      const context = tile.getContext("2d", { alpha: false });
      context.fillStyle = colour("--map-water");
      context.fillRect(0, 0, tile.width, tile.height);
      const scale = L.CRS.EPSG3857.scale(coords.z);
      const [west, north, span] = [(coords.x * size) / scale, (coords.y * size) / scale, size / scale];
      const margin = (4 * ratio) / scale;
      context.setTransform(scale * ratio, 0, 0, scale * ratio, -coords.x * size * ratio, -coords.y * size * ratio);
      context.lineJoin = "round";
      for (const layer of layers) {
        if (coords.z < layer.zoom) continue;
        context.lineWidth = widthAt(layer, coords.z) / scale;
        context.setLineDash((layer.dash || []).map((length) => length / scale));
        if (layer.fill) context.fillStyle = colour(layer.fill);
        if (layer.stroke) context.strokeStyle = colour(layer.stroke);
        for (const shape of layer.shapes) {
          if (shape.east < west - margin || shape.west > west + span + margin) continue;
          if (shape.south < north - margin || shape.north > north + span + margin) continue;
          if (layer.fill) context.fill(shape.fill, "evenodd");
          if (layer.stroke) context.stroke(shape.stroke);
        }
      }
      return tile;
    },
  });
  return new Outlines({ tileSize: 512, keepBuffer: 1, updateWhenIdle: false });
}

export const outlines = outlinesLayer(data.outlines); // on the map once the map is where it will be
