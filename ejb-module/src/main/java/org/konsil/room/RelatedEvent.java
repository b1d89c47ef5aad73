package org.konsil.room;

/** An event and the relation that it states. */
public record RelatedEvent(EventRelation relation, StoredEvent event) {}
