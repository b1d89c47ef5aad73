/**
 * Filters as clients send them, parsed once into values that answer "does this event pass". Used by
 * sync, timeline and search. Reading events, applying limits and lazy loading is the callers' part;
 * nothing here looks anything up.
 */
package org.konsil.core.filter;
