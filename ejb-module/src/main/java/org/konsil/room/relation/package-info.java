/**
 * Which events refer to which: edits, reactions, references, threads. The one who appends events
 * notes their relations here in the same transaction; timeline and participation read them. How
 * clients are shown them belongs to timeline.
 */
package org.konsil.room.relation;
