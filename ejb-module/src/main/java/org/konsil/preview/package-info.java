/**
 * What a page on the web says of itself, for clients that show a link. Off under the TI-M rules:
 * the server of a hospital does not fetch what its users link to. Called by the content
 * repository's resources alone.
 */
package org.konsil.preview;
