/**
 * Turns requests away while the node has more than it can do, before a thread or a body is spent on
 * them. Knows the server's Undertow, because nobody else sees a request before it waits for a
 * thread. What was let in is never cut off here.
 */
package org.konsil.web.overload;
