/**
 * Inside an embed: the resizer's child part answers the page around it with our height (importing it is enough),
 * and `?theme=light|dark` lets that page choose the look.
 */
import '@open-iframe-resizer/core';

const theme = new URLSearchParams(location.search).get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
