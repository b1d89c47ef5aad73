/**
 * The end of rooms: the one place that decides when a room goes, and that takes away all that is
 * kept of it. Administration asks for it; rooms that nobody here has any use for go by themselves.
 * The rows of a room lie in the tables of many capabilities and refer to each other, so they are
 * deleted here by one list, which a test holds against the schema (ADR 20); nothing else deletes or
 * writes rows of others.
 */
package org.konsil.roompurge;
