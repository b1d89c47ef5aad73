/**
 * What users of ours do in rooms: make and replace them, come and go, send and redact, set state.
 * Each act is checked by the policy and the room's own rules, becomes an event signed by the user's
 * domain, and is appended by {@link org.konsil.room.EventAppendService}. Doors of all kinds call
 * its services; the graph of events, its storage and who may read it belong to room.
 */
package org.konsil.participation;
