/**
 * The clinician's pages: who is signed in, the shell that Faces renders, and the small REST doors
 * by which the page's script gets its login token and its texts. Called by pages and browsers only.
 *
 * <p>No message, key or access token may enter a bean, a view state or a session here: those live
 * in the browser alone (src/main/frontend).
 */
package org.konsil.web.ui.messenger;
