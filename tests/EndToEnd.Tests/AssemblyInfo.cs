using CanaryMesh.EndToEnd.Tests;

// Classes mostly wait for timers; two at once keep two cores busy (of the heavy ones one: OneAtATime). With three, a slow machine lets requests wait
// for longer than proxies and clients do.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer("CanaryMesh.EndToEnd.Tests." + nameof(LongestFirst), "CanaryMesh.EndToEnd.Tests")]
