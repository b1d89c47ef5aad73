/**
 * The state of rooms: what it is now, kept in memory; how it came to be; and the states that events
 * of the past left. Written only through room, under the lock of the room; its values are read by
 * every capability above. Which events there are, and how states are resolved, belongs to room.
 */
package org.konsil.room.state;
