/**
 * State resolution: one state out of the states at several forward extremities, by the algorithm of
 * the room version (1, 2 or 2.1). Called by whoever appends or receives an event with more than one
 * previous event. Fetching events, caching results and storing state do not belong here; the
 * caller's lookup function decides where events come from.
 *
 * <p>Every walk is a loop over a work list with a visited set, so a hostile event graph costs time
 * in proportion to its size and never the stack.
 */
package org.konsil.core.state;
