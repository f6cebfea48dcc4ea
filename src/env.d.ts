/** Starlight's additions to Astro's locals (`starlightRoute`, `t`) come with its own global types. */
import '@astrojs/starlight';
