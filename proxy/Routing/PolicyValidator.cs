using System.Net;
using System.Net.Sockets;
using CanaryMesh.Api.Control;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Values;
using CanaryMesh.Proxy.Guard;

namespace CanaryMesh.Proxy.Routing;

/// <summary>Every fault of a policy, each as the end of a sentence that begins with "the policy".</summary>
internal static class PolicyValidator
{
    private const int LongestVersion = 64;
    private const byte FirstMulticast = 224;

    public static IReadOnlyList<string> Faults(Policy policy, string ownTrack, PortPlan plan) =>
        [.. Head(policy, ownTrack), .. Versions(policy), .. RuleValidator.Faults(policy), .. GuardTerms.Faults(policy.Guard), .. policy.Listeners.SelectMany(listener => Listener(listener, plan)), .. policy.CanaryEndpoints.SelectMany(Endpoint)];

    // They become labels of every series.
    private static IEnumerable<string> Versions(Policy policy)
    {
        foreach (var (name, version) in new[] { ("version", policy.Version), ("canary version", policy.CanaryVersion) })
        {
            if (version.Length > LongestVersion || !version.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '_' or '.' or ':'))
            {
                yield return $"has the {name} '{ShownText.Of(version)}'";
            }
        }
    }

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
            yield return $"has the unknown track '{ShownText.Of(policy.Track)}'";
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

    private static IEnumerable<string> Listener(Listener listener, PortPlan plan)
    {
        if (IsPort(listener.AppPort) && !plan.Ports.Any(port => port.App == listener.AppPort))
        {
            yield return $"has listener '{ShownText.Of(listener.Name)}' for app port {listener.AppPort}, which this pod's plan does not have";
        }

        foreach (var (name, number) in new[] { ("app", listener.AppPort), ("split", listener.SplitPort), ("direct", listener.DirectPort) })
        {
            if (!IsPort(number))
            {
                yield return $"has {name} port {number} in listener '{ShownText.Of(listener.Name)}'";
            }
        }
    }

    private static IEnumerable<string> Endpoint(CanaryEndpoint endpoint)
    {
        if (!IsAddress(endpoint.Address))
        {
            yield return $"has canary pod '{ShownText.Of(endpoint.Pod)}' with '{ShownText.Of(endpoint.Address)}' for an address";
        }

        foreach (var (app, direct) in endpoint.DirectPorts)
        {
            if (!IsPort(app) || !IsPort(direct))
            {
                yield return $"has canary pod '{ShownText.Of(endpoint.Pod)}' with port {direct} for app port {app}";
            }
        }
    }

    // Also parsed are numbers and octal forms, which are no pod's, and addresses that stand for nobody or for many.
    private static bool IsAddress(string text) => IPAddress.TryParse(text, out var address) && address.AddressFamily switch
    {
        AddressFamily.InterNetwork => address.ToString() == text && address.GetAddressBytes()[0] is > 0 and < FirstMulticast,
        _ => !address.IsIPv6Multicast && !address.Equals(IPAddress.IPv6Any),
    };

    private static bool IsPort(uint number) => number is > 0 and <= 65535;
}
