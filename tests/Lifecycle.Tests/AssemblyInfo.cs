// Each case has a load that fills half a processor: what runs side by side is decided by the fixtures.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
