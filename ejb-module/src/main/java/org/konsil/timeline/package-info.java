/**
 * Reading what happened in rooms, as clients see it: events in the client format with what the
 * server adds to them, pages, context, relations. Every way out asks the room capability what the
 * reader may see. Writes nothing; knows room, and room does not know it.
 */
package org.konsil.timeline;
