/**
 * Web Push: tells a browser that something has come while no page of ours is open. The message is
 * encrypted for the browser (RFC 8291), so its maker's push service learns that there is news and
 * nothing else; we name ourselves to it by VAPID (RFC 8292). Used by {@code push}, which decides
 * whom to tell of what; knows no user, room or event.
 */
package org.konsil.webpush;
