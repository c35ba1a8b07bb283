using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Reception.Cluster.Processes;

/// <summary>POSIX signals, by their numbers on Linux.</summary>
internal enum Signal { Kill = 9, Terminate = 15, Continue = 18, Stop = 19 }

internal static class Signals
{
    /// <summary>Throws <see cref="Win32Exception"/> when there is no such process.</summary>
    public static void Send(int process, Signal signal)
    {
        if (Kill(process, (int)signal) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
