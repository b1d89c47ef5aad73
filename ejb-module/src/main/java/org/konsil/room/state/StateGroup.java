package org.konsil.room.state;

/**
 * A state that some event of a room left.
 *
 * @param group its number
 * @param previous the group it came from, 0 when none
 * @param chain the groups whose entries, laid over each other in this order, are the state
 */
public record StateGroup(long group, long previous, long[] chain) {}
