/**
 * What clients read of a room: events in the form that clients know, with what the server adds to
 * them ({@link org.konsil.timeline.ClientEventService}, also used by sync and push), pages of
 * messages, context, members, relations and threads. Everything here passes the history visibility
 * of room. Nothing is written here.
 */
package org.konsil.timeline;
