using CanaryMesh.EndToEnd.Tests;

// Classes mostly wait for timers; four at once keep two cores busy without measuring each other's load.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer("CanaryMesh.EndToEnd.Tests." + nameof(LongestFirst), "CanaryMesh.EndToEnd.Tests")]
