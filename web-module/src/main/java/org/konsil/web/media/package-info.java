/**
 * The content repository's HTTP side: uploads taken and downloads given as streams, with the
 * headers that keep a browser from running what somebody else uploaded. Called by the container
 * only. What may be stored or read is decided by org.konsil.media.
 */
package org.konsil.web.media;
