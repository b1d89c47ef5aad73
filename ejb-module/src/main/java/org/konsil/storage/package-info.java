/**
 * The way to the database: a thin JDBC layer, the schema's migrations, and the stream positions
 * that tell readers how far they may read. Every store may call it; services use only {@link
 * org.konsil.storage.StreamPositions} and {@link org.konsil.storage.Wakeups}. No table of a
 * capability belongs here, and no decision.
 */
package org.konsil.storage;
