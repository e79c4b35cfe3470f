/**
 * Results as pages for a browser: one file with everything in it, no network, no framework. Every text passes through {@link
 * io.orograph.export.page.Html}, which escapes it. Knows nothing of how results come about.
 */
package io.orograph.export.page;
