using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>How an object is left behind.</summary>
internal abstract record RouteReturn
{
    private RouteReturn()
    {
    }

    /// <summary>We made it: it goes.</summary>
    internal sealed record Delete : RouteReturn;

    /// <summary>We found it: it becomes what it was, with what others changed in it since.</summary>
    internal sealed record Rewrite(JsonObject Body) : RouteReturn;

    /// <summary>It is none of ours.</summary>
    internal sealed record Leave : RouteReturn;
}
