/** The content repository. */
package org.konsil.it.conformance.media;
