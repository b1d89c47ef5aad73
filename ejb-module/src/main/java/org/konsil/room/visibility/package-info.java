/**
 * Which events of a room a user or a server may have (I5). Whoever hands out events asks here;
 * rooms themselves do not know it.
 */
package org.konsil.room.visibility;
