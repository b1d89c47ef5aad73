/**
 * Events as this server holds them, for all of the capability room and its readers. Rows are
 * written and searched in room itself.
 */
package org.konsil.room.event;
