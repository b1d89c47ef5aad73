/**
 * The server-server API, one class a heading of the specification. Called by other servers; who
 * calls is in {@link org.konsil.web.http.CurrentRequest}, once {@link
 * org.konsil.web.http.SignedRequest} has checked it. No rule of events or rooms belongs here.
 */
package org.konsil.web.federation;
