/**
 * JSON as the protocol needs it: the one configured mapper, a strict reader and canonical JSON, the
 * byte form that is hashed and signed. Everyone may read and write with it. No event, key or filter
 * is known here.
 */
package org.konsil.core.json;
