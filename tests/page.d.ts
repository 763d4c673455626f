// What the page's scripts find in their scope that none of them declares: Leaflet, and the map that folium's script makes.
declare const L: any;
interface Window {
  map_news: any;
}
