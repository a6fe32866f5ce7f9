namespace CanaryMesh.Mesh.Actions;

/// <summary>What a rule does with the requests that it takes.</summary>
internal abstract record RouteAction
{
    internal sealed record Forward(IReadOnlyList<WeightedTarget> Targets) : RouteAction
    {
        public PathRewrite? Path { get; init; }

        public string? Authority { get; init; }

        public HeaderChange Request { get; init; } = HeaderChange.None;

        public HeaderChange Response { get; init; } = HeaderChange.None;

        public IReadOnlyList<MirrorTarget> Mirrors { get; init; } = [];

        /// <summary>From the whole request to the whole answer.</summary>
        public TimeSpan? Timeout { get; init; }

        public RetryRule Retry { get; init; } = RetryRule.Default;
    }

    internal sealed record Redirect(int Status) : RouteAction
    {
        public string? Scheme { get; init; }

        public string? Host { get; init; }

        public int? Port { get; init; }

        public PathRewrite? Path { get; init; }
    }

    internal sealed record Answer(int Status, string Body) : RouteAction;
}
