/**
 * Which rooms the users of a domain are in, in numbers, for administration and statistics. Reads
 * the tables of rooms and accounts together and writes none: counting member by member over the
 * services of room would load every room. What is said in a room, and how it is called, is not for
 * administrators.
 */
package org.konsil.roomcensus;
