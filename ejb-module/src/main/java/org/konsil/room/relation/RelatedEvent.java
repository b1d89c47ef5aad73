package org.konsil.room.relation;

import org.konsil.room.event.StoredEvent;

/** An event and the relation that it states. */
public record RelatedEvent(EventRelation relation, StoredEvent event) {}
