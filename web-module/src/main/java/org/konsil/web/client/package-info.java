/**
 * The client-server API: one resource class a heading of the specification, one method an
 * operation, named by its operationId. A method parses, makes one service call and returns. Called
 * by the container only; does not know the federation's resources.
 */
package org.konsil.web.client;
