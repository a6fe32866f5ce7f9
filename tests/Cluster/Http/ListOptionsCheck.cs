using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Http;

/// <summary>Which options of a list or watch go together.</summary>
internal static class ListOptionsCheck
{
    private const string Match = "resourceVersionMatch";

    public static void Check(string? match, string? version, bool? initial, bool continued, bool watch)
    {
        var faults = new FieldFaults();
        if (watch)
        {
            Watch(match, initial, continued, faults);
        }
        else
        {
            List(match, version, initial, continued, faults);
        }

        if (faults.Any)
        {
            throw Refusals.Invalid(new ResourceKind("meta.k8s.io", "v1", "listoptions", "ListOptions"), "", faults);
        }
    }

    private static void List(string? match, string? version, bool? initial, bool continued, FieldFaults faults)
    {
        if (match is not null)
        {
            if (version is null)
            {
                faults.Forbidden(Match, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            }

            if (continued)
            {
                faults.Forbidden(Match, "resourceVersionMatch is forbidden when continue is provided");
            }

            if (match is not ("Exact" or "NotOlderThan"))
            {
                faults.Add("FieldValueNotSupported", Match, $"Unsupported value: \"{match}\": supported values: \"Exact\", \"NotOlderThan\", \"\"");
            }

            if (match == "Exact" && version == "0")
            {
                faults.Forbidden(Match, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
            }
        }

        if (initial is not null)
        {
            faults.Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list");
        }
    }

    private static void Watch(string? match, bool? initial, bool continued, FieldFaults faults)
    {
        if (initial is not null && match != "NotOlderThan")
        {
            faults.Forbidden(Match, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }

        if (match is null)
        {
            return;
        }

        if (initial is null)
        {
            faults.Forbidden(Match, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }

        if (match != "NotOlderThan")
        {
            faults.Add("FieldValueNotSupported", Match, $"Unsupported value: \"{match}\": supported values: \"NotOlderThan\"");
        }

        if (continued)
        {
            faults.Forbidden(Match, "resourceVersionMatch is forbidden when continue is provided");
        }
    }
}
