using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Access;

/// <summary>An identity as reviews show it.</summary>
internal static class IdentityView
{
    public static JsonObject Write(Identity who)
    {
        var info = new JsonObject { ["username"] = who.User };
        if (who.Uid is { } uid)
        {
            info["uid"] = uid;
        }

        if (who.Groups.Count > 0)
        {
            info["groups"] = Texts(who.Groups);
        }

        if (who.Extra.Count > 0)
        {
            info["extra"] = new JsonObject(who.Extra.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Texts(p.Value))));
        }

        return info;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
