// What the page's scripts find in their scope that none of them declares: Leaflet, and the map that the page makes first.
declare const L: any;
interface Window {
  map_news: any;
}
