using System.Net;
using CanaryMesh.Api.Control;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Proxy.Routing;

/// <summary>Every fault of a policy, each as the end of a sentence that begins with "the policy".</summary>
internal static class PolicyValidator
{
    public static IReadOnlyList<string> Faults(Policy policy, string ownTrack) =>
        [.. Head(policy, ownTrack), .. policy.Listeners.SelectMany(Listener), .. policy.CanaryEndpoints.SelectMany(Endpoint)];

    private static IEnumerable<string> Head(Policy policy, string ownTrack)
    {
        if (policy.Id is not { Revision: > 0 })
        {
            yield return "has no revision";
        }

        if (policy.Protocol != ProtocolVersion.Current)
        {
            yield return $"speaks protocol {policy.Protocol}, this proxy {ProtocolVersion.Current}";
        }

        if (policy.Track is not (AnnotationNames.Primary or AnnotationNames.Canary))
        {
            yield return $"has the unknown track '{policy.Track}'";
        }
        else if (ownTrack.Length > 0 && policy.Track != ownTrack)
        {
            yield return $"is for track {policy.Track}, this pod is {ownTrack}";
        }

        if (policy.CanaryWeight > 100)
        {
            yield return $"has weight {policy.CanaryWeight}, more than 100";
        }

        foreach (var twice in policy.Listeners.GroupBy(listener => listener.AppPort).Where(group => group.Count() > 1))
        {
            yield return $"has app port {twice.Key} twice";
        }
    }

    private static IEnumerable<string> Listener(Listener listener)
    {
        foreach (var (name, number) in new[] { ("app", listener.AppPort), ("split", listener.SplitPort), ("direct", listener.DirectPort) })
        {
            if (!IsPort(number))
            {
                yield return $"has {name} port {number} in listener '{listener.Name}'";
            }
        }
    }

    private static IEnumerable<string> Endpoint(CanaryEndpoint endpoint)
    {
        if (!IPAddress.TryParse(endpoint.Address, out _))
        {
            yield return $"has canary pod '{endpoint.Pod}' with '{endpoint.Address}' for an address";
        }

        foreach (var (app, direct) in endpoint.DirectPorts)
        {
            if (!IsPort(app) || !IsPort(direct))
            {
                yield return $"has canary pod '{endpoint.Pod}' with port {direct} for app port {app}";
            }
        }
    }

    private static bool IsPort(uint number) => number is > 0 and <= 65535;
}
