/**
 * The names of rooms and the lists they are published in, one list a domain. Doors call it to
 * resolve aliases and to search; {@code room} reaches it only through its port {@link
 * org.konsil.participation.RoomAliases}. What happens inside a room does not belong here.
 */
package org.konsil.roomdirectory;
