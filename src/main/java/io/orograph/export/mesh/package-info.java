/**
 * Landscapes as geometry for other programs: ParaView's VTS and VTP, OBJ, STL and glTF. Each writer takes the same {@link
 * io.orograph.export.mesh.LandscapeMesh}, so that heights and holes are the same in all. A file is written under a
 * temporary name and moved into place.
 */
package io.orograph.export.mesh;
