/**
 * Rooms that the administrators of a domain closed to its users: these may leave and do nothing
 * else there. Asked before every event of a user of ours; closing is decided by administration. A
 * room is closed for one domain at a time, since others may be in it by right; an operator who ends
 * a room closes it for all.
 */
package org.konsil.closedroom;
