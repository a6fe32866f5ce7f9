namespace CanaryMesh.Cluster.Tests.Golden;

/// <summary>The cluster that all records share.</summary>
[CollectionDefinition("golden")]
public sealed class GoldenCollection : ICollectionFixture<GoldenStageFixture>;
