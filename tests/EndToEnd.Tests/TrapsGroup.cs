namespace CanaryMesh.EndToEnd.Tests;

/// <summary>The classes that share the cluster of <see cref="TrapsFixture"/>.</summary>
[CollectionDefinition(TrapsFixture.Name)]
public sealed class TrapsGroup : ICollectionFixture<TrapsFixture>;
