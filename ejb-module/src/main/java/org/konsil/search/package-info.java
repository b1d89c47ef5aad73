/**
 * Searching what was said in rooms without encryption (client-server API, "Server Side Search"). A
 * room's texts are taken down when it is searched and forgotten when an event is redacted; sending
 * pays nothing. May know rooms and timelines; nothing builds on it.
 */
package org.konsil.search;
