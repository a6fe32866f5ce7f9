using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>What a route is attached to: what others wrote, as it stands, and behind it what the Canary names.</summary>
internal static class ParentList
{
    public const string Member = "parentRefs";

    public const string Field = "gatewayRefs";

    /// <summary>Writes the list; the answer are the entries that are ours alone.</summary>
    public static IReadOnlyList<string> Write(JsonObject spec, RouteIntent intent, RouteMark? mark)
    {
        var foreign = Others(spec, intent.Namespace, mark);
        var wanted = intent.Service.Objects(Field).Select(Whole).ToList();
        var list = SharedList.Of([.. Keys(foreign, intent.Namespace)], Keys(wanted, intent.Namespace));
        var byKey = foreign.Concat(wanted).DistinctBy(each => Key(each, intent.Namespace)).ToDictionary(each => Key(each, intent.Namespace));
        Put(spec, list.All.Distinct(StringComparer.Ordinal).Select(key => byKey[key]));
        return list.Added;
    }

    /// <summary>Takes away what we added.</summary>
    public static void GiveBack(JsonObject spec, string ns, RouteMark mark) => Put(spec, Others(spec, ns, mark));

    private static List<JsonObject> Others(JsonObject spec, string ns, RouteMark? mark)
    {
        var added = mark?.AddedTo(Member) ?? [];
        return [.. spec.Objects(Member).Where(each => !added.Contains(Key(each, ns)))];
    }

    // As the server stores it, so that what is written is what will be read.
    private static JsonObject Whole(JsonObject given)
    {
        var whole = new JsonObject { ["group"] = given.Text("group") ?? GatewayKinds.Group, ["kind"] = given.Text("kind") ?? ParentName.DefaultKind };
        foreach (var (name, value) in given.Where(pair => pair.Value is not null && !whole.ContainsKey(pair.Key)).ToList())
        {
            whole[name] = value!.DeepClone();
        }

        return whole;
    }

    private static void Put(JsonObject spec, IEnumerable<JsonObject> parents)
    {
        JsonNode[] list = [.. parents.Select(each => each.DeepClone())];
        if (list.Length == 0)
        {
            spec.Remove(Member);
        }
        else
        {
            spec[Member] = new JsonArray(list);
        }
    }

    private static IEnumerable<string> Keys(IEnumerable<JsonObject> parents, string ns) => parents.Select(each => Key(each, ns));

    private static string Key(JsonObject parent, string ns) => ParentName.Of(parent, ns).Key;
}
