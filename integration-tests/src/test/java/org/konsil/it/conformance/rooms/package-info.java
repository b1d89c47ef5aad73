/** Rooms and membership. */
package org.konsil.it.conformance.rooms;
