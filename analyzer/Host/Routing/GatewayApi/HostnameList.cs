using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>Which hosts a route is for; none at all means every host of its parents.</summary>
internal static class HostnameList
{
    public const string Member = "hostnames";

    public const string Field = "hosts";

    /// <summary>Writes the list; the answer are the entries that are ours alone.</summary>
    public static IReadOnlyList<string> Write(JsonObject spec, RouteIntent intent, JsonObject? original, RouteMark? mark)
    {
        var foreign = Others(spec, mark);
        // An adopted route for every host has ours already; a list would take the others from the rules of its team.
        var isForAll = original is not null && foreign.Count == 0 && original[Member] is not JsonArray { Count: > 0 };
        var list = SharedList.Of(foreign, isForAll ? [] : SharedList.Texts(intent.Service[Field]));
        SharedList.Write(spec, Member, list.All);
        return list.Added;
    }

    /// <summary>Takes away what we added.</summary>
    public static void GiveBack(JsonObject spec, RouteMark mark) => SharedList.Write(spec, Member, Others(spec, mark));

    private static IReadOnlyList<string> Others(JsonObject spec, RouteMark? mark) =>
        [.. SharedList.Texts(spec[Member]).Except(mark?.AddedTo(Member) ?? [], StringComparer.Ordinal)];
}
