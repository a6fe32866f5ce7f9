using CanaryMesh.EndToEnd.Tests;

// Classes mostly wait for timers; three at once keep two cores busy. With four, a slow machine lets requests wait for longer than their clients do.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: TestCollectionOrderer("CanaryMesh.EndToEnd.Tests." + nameof(LongestFirst), "CanaryMesh.EndToEnd.Tests")]
